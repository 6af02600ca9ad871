"""The class or clinic page: many learners at a glance, over the local network."""

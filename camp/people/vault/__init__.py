"""The vault: names and contacts of people, apart from every dataset, encrypted."""

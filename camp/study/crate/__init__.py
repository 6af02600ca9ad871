"""The reviewer's crate: a study's data, its report, and all that makes it again."""

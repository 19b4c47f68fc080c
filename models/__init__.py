"""A declaration as data, the field's vocabulary, and the review rules. Knows no file and no screen."""

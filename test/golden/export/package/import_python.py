# Reads the tables of this folder; start Python in it.
# Types come from the code book. The coded variant has words in numeric columns: they become missing.
import pandas

book = pandas.read_csv("codebook.csv", keep_default_na=False)
words = ["", "NA", "unavailable", "death", "lost", "not_reported", "not_visible", "not_measured", "uncalibrated", "excluded", "withdrawn", "visit_not_due", "not_comparable"]


def read_table(file):
    own = book[book["file"] == file]
    numeric = own["type"].isin(["number", "integer"])
    missing = {name: words if is_number else [""] for name, is_number in zip(own["column"], numeric)}
    texts = {name: str for name in own["column"][~numeric]}
    return pandas.read_csv(file, keep_default_na=False, na_values=missing, dtype=texts)


measurements_long = read_table("measurements_long.csv")
measurements_wide = read_table("measurements_wide.csv")
points = read_table("points.csv")
images = read_table("images.csv")

# Reads the tables of this folder; set the working directory to it first.
# Types come from the code book. The coded variant has words in numeric columns: they become NA.
book <- read.csv("codebook.csv", encoding = "UTF-8")
words <- c("NA", "unavailable", "death", "lost", "not_reported", "not_visible", "not_measured", "uncalibrated", "excluded", "withdrawn", "visit_not_due", "not_comparable")
read_table <- function(file) {
  d <- read.csv(file, encoding = "UTF-8", na.strings = "", colClasses = "character")
  own <- book[book$file == file, ]
  for (name in own$column[own$type %in% c("number", "integer")])
    d[[name]] <- as.numeric(replace(d[[name]], d[[name]] %in% words, NA))
  if (all(c("level", "level_order") %in% names(d)))
    d$level <- factor(d$level, levels = unique(d$level[order(d$level_order)]))
  d
}
measurements_long <- read_table("measurements_long.csv")
measurements_wide <- read_table("measurements_wide.csv")
points <- read_table("points.csv")
images <- read_table("images.csv")

"""What a page says of its article: headline, people, times, image.

Promise: nobody is an author who is not named as one; a date without a time stays a day.
Theory: what is stated for machines goes first, then what a reader sees; each time and each name is judged by the
label beside it.
Known failures: bylines without any mark or word, and pages that state the day of their last change as that of
publication.
"""

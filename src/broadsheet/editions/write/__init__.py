"""Stories and Statements -> Lines: whole sentences and quotations, with their outlets, speakers and dates.

Promise: a Line holds fixed words of ours around characters that stand so in a source, or a count with its rule; there
is no other way to make one.
Theory: a sentence is refused where it would mislead by itself, each refusal with its reason.
Known failures: a sentence that leans on the one before it in its sense alone, without any word that shows it.
"""

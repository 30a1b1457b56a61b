"""How the built-in model was made: data, lexicon, tokeniser, training, export and scores."""

"""How the built-in model was made: data, tokeniser, training, export, evaluation."""

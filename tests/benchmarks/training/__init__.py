"""What is learnt: the weights of the matcher, the frequencies of French."""

"""What the law asks of the show, as checks and files: label read back, evidence log, AIGC metadata, gate, words."""

"""Our solver beside Kalidokit 1.1.5 (npm), on the same landmarks."""

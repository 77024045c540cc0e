"""The show seen from elsewhere: the control server, its tokens, the preview and the web panel."""

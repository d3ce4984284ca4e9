"""How it looks: the shell, the components, the pictures; and the first and last things done to each request."""

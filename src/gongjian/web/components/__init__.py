"""The components behind `{% load ui %}`: one function a tag, one template a component."""

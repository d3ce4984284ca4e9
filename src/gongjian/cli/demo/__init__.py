"""The demonstration: a district and two years of its life, made by the product's own actions."""

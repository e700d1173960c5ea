"""What people come with: each module handles one topic, each handler takes (desk, incoming) and gives calls."""

"""What is known of single outlets: dated rules by hand, and profiles learned from their pages."""

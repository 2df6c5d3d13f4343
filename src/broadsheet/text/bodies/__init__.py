"""Bodies and headers as they come in: decoded under a cap, their encoding told, their markup taken apart."""

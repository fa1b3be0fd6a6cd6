"""What people and programs touch: each surface is thin and knows no other."""

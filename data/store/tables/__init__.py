"""Every table as SQLAlchemy sees it; the migrations make them."""

"""The screen: Streamlit pages and the graph component. Only this package and app.py import Streamlit."""

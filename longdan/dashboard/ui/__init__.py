"""The frame around every page: shell, filters, state in the address. The only Streamlit code besides the pages."""

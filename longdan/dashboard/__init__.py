"""What the pages share: charts, maps, sentences, exports; Streamlit only in `ui`."""

"""The app: ``begrippengraaf app`` or ``streamlit run app.py``.

Streamlit reads this file twice: once to make the server (``app``), and then for every run of a page.
"""

import sys
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from streamlit.runtime.scriptrunner import get_script_run_ctx

sys.path.insert(0, str(Path(__file__).parent))

if get_script_run_ctx(suppress_warning=True) is None:
    from graph.ui.server import NameRoot

    app = st.App(__file__, middleware=[Middleware(NameRoot)])
else:
    from graph.ui.main import run_app

    run_app()

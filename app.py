"""The app: ``begrippengraaf app`` or ``streamlit run app.py``."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from graph.ui.main import run_app

run_app()

"""Named views, each kept as one plain JSON file in a folder, in the order in which they are told.

Pure files: no Streamlit, no database. What is thrown away goes to a bin beside them and can be taken back.
"""

from graph.snapshots.folder import BIN, TITLE_LENGTH, Broken, ChangedElsewhere, SnapshotFolder, snapshots_folder
from graph.snapshots.snapshot import Kept, Snapshot, find_kept, snapshot_to_query

__all__ = [
    "BIN",
    "TITLE_LENGTH",
    "Broken",
    "ChangedElsewhere",
    "Kept",
    "Snapshot",
    "SnapshotFolder",
    "find_kept",
    "snapshot_to_query",
    "snapshots_folder",
]

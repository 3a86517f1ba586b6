"""Reads the TensorBoard events of a run with TensorBoard's own reader.

Usage: check_events.py RUN/events
Prints one JSON line: each scalar's tag with its number of points, first and last value. Fails if there is no point, a value is
no number, or steps do not grow.
"""

import json
import math
import sys


def main():
    from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

    events = EventAccumulator(sys.argv[1], size_guidance={"scalars": 0})
    events.Reload()
    found = {}
    for tag in sorted(events.Tags()["scalars"]):
        points = events.Scalars(tag)
        steps = [point.step for point in points]
        good = steps == sorted(steps) and all(math.isfinite(point.value) for point in points)
        found[tag] = {"points": len(points), "first": points[0].value, "last": points[-1].value, "ok": good}
    print(json.dumps(found))
    raise SystemExit(0 if found and all(tag["ok"] for tag in found.values()) else 1)


if __name__ == "__main__":
    main()

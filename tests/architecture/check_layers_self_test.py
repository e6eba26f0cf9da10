"""The layer check's own proof: every kind of violation, planted in a temporary tree, is found at its line, and nothing else."""
import tempfile
from pathlib import Path

# Files that are right: none of them may be complained about.
CLEAN = {
    "engine/base/clock.cpp": "#include <chrono>\nauto a = std::chrono::steady_clock::now();\n",
    "engine/base/result.h": "#pragma once\n#include <string>\n#include <sys/stat.h>\n",
    "engine/base/config.cpp": "#include <toml++/toml.h>\n",
    "engine/model/bar.h": '#include "engine/base/result.h"\n',
    "engine/agency/bus.cpp": "#include <zmq.hpp>\n#include <nlohmann/json.hpp>\n",
    "engine/protocol/wire.h": "#include <flatbuffers/flatbuffers.h>\n",
    "engine/protocol/codec.cpp": '#include "engine/protocol/wire.h"\n#include "engine/model/bar.h"\n#include <market_generated.h>\n',
    "engine/agents/program/frame.h": '#include "engine/agency/bus.h"\n',
    "engine/agents/router/router.cpp": '#include "engine/agents/program/frame.h"\n#include "engine/store/store.h"\n',
    "engine/venues/oanda/stream.cpp": "#include <QNetworkAccessManager>\n#include <QtNetwork/QNetworkReply>\n",
    "engine/programs/agorad.cpp": '#include "engine/overmind/overmind.h"\n#include "engine/store/store.h"\n',
    "brains/mine/mine.cpp": '#include "brains/sdk/brain.h"\n#include "indicators/sma.h"\n#include "brains/mine/rule.h"\n',
    "charts/price_chart.h": "#include <QWidget>\n",
    "charts/plot_parts.h": "#include <qcustomplot.h>\n",
    "charts/price_chart.cpp": '#include "charts/price_chart.h"\n#include "charts/plot_parts.h"\n#include "price_chart.moc"\n',
    "app/main.cpp": '#include "app/window.h"\n#include "engine/overmind/overmind.h"\n#include <QApplication>\n',
    "app/comment.cpp": '// std::chrono::system_clock::now()\nauto t = "QDateTime::currentDateTime()"; auto u = clock.time(0);\n',
    "tests/store/tst_store.cpp": "#include <sqlite3.h>\n#include <QElapsedTimer>\nQElapsedTimer waited;\n",
    "tests/charts/tst_chart.cpp": '#include "charts/plot_parts.h"\n#include <QTest>\n',
    "tests/process/tst_replay.cpp": '#include "engine/store/store.h"\n#include "app/window.h"\n#include <unistd.h>\n',
    "engine/market/long_enough.cpp": "\n" * 500,
}

# A page whose table says something else than layers.toml: `market` may not use `store` there.
DESIGN = "| 2 | `agora_market` | `engine/market` | model, store | zlib |\n| 2 | `agora_trading` | `engine/trading` | model | none |\n"

# path, content, line of the violation, words of the complaint
PLANTED = [
    ("engine/model/a.h", '#include "engine/base/result.h"\n#include "engine/store/store.h"\n', 2, "model may not include store"),
    ("engine/base/a.cpp", '#include "engine/model/bar.h"\n', 1, "base may not include model"),
    ("engine/market/a.cpp", '#include "engine/trading/ledger.h"\n', 1, "market may not include trading"),
    ("engine/agency/a.cpp", '#include "engine/model/bar.h"\n', 1, "agency may not include model"),
    ("engine/agents/router/a.cpp", '#include "engine/trading/ledger.h"\n', 1, "agent_router may not include trading"),
    ("engine/agents/router/b.cpp", '#include "engine/agents/trader/trader.h"\n', 1, "agent_router may not include agent_trader"),
    ("engine/agents/oracle/a.cpp", "#include <string>\n", 1, "stands in no folder"),
    ("engine/venues/oanda/a.cpp", '#include "engine/venues/simulated/venue.h"\n', 1, "venue oanda may not include venue simulated"),
    ("engine/overmind/a.cpp", '#include "engine/agents/router/router.h"\n', 1, "overmind may not include agent_router"),
    ("charts/a.cpp", '#include "engine/client/engine_client.h"\n', 1, "charts may not include client"),
    ("app/a.cpp", '#include "engine/overmind/overmind.h"\n', 1, "app may not include overmind"),
    ("app/b.cpp", '#include "engine/agents/router/router.h"\n', 1, "app may not include agent_router"),
    ("indicators/a.h", '#include "engine/agency/bus.h"\n', 1, "indicators may not include agency"),
    ("brains/mine/a.cpp", '#include "engine/agency/bus.h"\n', 1, "brain mine may not include agency"),
    ("brains/mine/b.cpp", '#include "brains/yours/rule.h"\n', 1, "brain mine may not include brain yours"),
    ("engine/client/a.cpp", '#include "tests/fake.h"\n', 1, "client may not include tests"),
    ("engine/store/a.cpp", '#include "store.h"\n', 1, "not written from the repository root"),
    ("engine/store/b.cpp", '#include "../model/bar.h"\n', 1, "not written from the repository root"),
    ("engine/agency/a.h", "#pragma once\n#include <zmq.hpp>\n", 2, "only by .cpp files"),
    ("engine/client/b.cpp", "#include <zmq.h>\n", 1, "ZeroMQ is used only in engine/agency"),
    ("engine/trading/a.cpp", "#include <sqlite3.h>\n", 1, "SQLite is used only in engine/store"),
    ("engine/store/c.h", "#include <sqlite3.h>\n", 1, "only by .cpp files"),
    ("engine/store/d.cpp", "#include <zlib.h>\n", 1, "zlib is used only in engine/market"),
    ("engine/market/b.cpp", '#include "zstd.h"\n#include <date/tz.h>\n', 2, "date is used only in engine/base"),
    ("engine/model/b.cpp", "#include <spdlog/logger.h>\n", 1, "spdlog and fmt is used only"),
    ("engine/client/c.cpp", "#include <market_generated.h>\n", 1, "FlatBuffers is used only in engine/protocol"),
    ("engine/client/d.cpp", '#include "engine/protocol/wire.h"\n', 1, "private to its folder"),
    ("engine/client/e.cpp", "#include <nlohmann/json.hpp>\n", 1, "nlohmann_json is used only in engine/agency"),
    ("engine/overmind/b.cpp", "#include <CLI/CLI.hpp>\n", 1, "CLI11 is used only"),
    ("engine/trading/b.cpp", "#include <QString>\n", 1, "is used only"),
    ("engine/venues/oanda/b.cpp", "#include <QWidget>\n", 1, "Qt is used only in app, charts"),
    ("app/c.cpp", "#include <qcustomplot.h>\n", 1, "QCustomPlot is used only in charts"),
    ("app/d.cpp", '#include "charts/plot_parts.h"\n', 1, "private to its folder"),
    ("engine/trading/c.cpp", "#include <leveldb/db.h>\n", 1, "belongs to no library"),
    ("tests/model/a.cpp", "#include <sqlite3.h>\n", 1, "SQLite is used only in engine/store"),
    ("engine/trading/d.cpp", "#include <chrono>\n\nauto t = std::chrono::system_clock::now();\n", 3, "reads the time"),
    ("engine/trading/e.cpp", "using namespace std::chrono;\nauto t = steady_clock :: now();\n", 2, "reads the time"),
    ("engine/trading/f.cpp", "using Watch = std::chrono::high_resolution_clock;\n", 1, "reads the time"),
    ("engine/trading/g.cpp", "/* a\nb */ auto t = time(nullptr);\n", 2, "reads the time"),
    ("engine/trading/h.cpp", "auto t = std::time(0);\n", 1, "reads the time"),
    ("engine/base/b.cpp", "int r = clock_gettime(CLOCK_REALTIME, &t);\n", 1, "reads the time"),
    ("engine/base/c.cpp", "int r = gettimeofday(&t, nullptr);\n", 1, "reads the time"),
    ("app/e.cpp", "auto t = QDateTime::currentDateTimeUtc();\n", 1, "reads the time"),
    ("app/f.cpp", "auto t = QTime::currentTime();\n", 1, "reads the time"),
    ("app/g.cpp", "QElapsedTimer timer;\n", 1, "reads the time"),
    ("tests/app/b.cpp", "auto t = QDateTime::currentDateTime();\n", 1, "reads the time"),
    ("engine/DESIGN.md", DESIGN, 1, "layers.toml says for market: engine/market uses model"),
    ("elsewhere/a.cpp", "#include <string>\n", 1, "stands in no folder"),
    ("engine/market/too_long.cpp", "\n" * 501, 501, "501 lines"),
    ("tests/long.py", "\n" * 501, 501, "501 lines"),
]


def write(root, files):
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(content, encoding="utf-8")


def run_self_test(check):
    """`check(root)` gives the problems of a tree as (path, line, what)."""
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), CLEAN)
        faults += [f"complained without reason: {problem}" for problem in check(folder)]
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), CLEAN | {path: content for path, content, _, _ in PLANTED})
        found = check(folder)
    for path, _, line, words in PLANTED:
        at_place = [what for at, on, what in found if (at, on) == (path, line)]
        if not any(words in what for what in at_place):
            faults.append(f"not found: {path}:{line}: {words} (said there: {at_place})")
    expected = {(path, line) for path, _, line, _ in PLANTED}
    faults += [f"complained without reason: {problem}" for problem in found if problem[:2] not in expected]
    for fault in faults:
        print(fault)
    print(f"{len(PLANTED)} planted violations, {len(faults)} faults.")
    return 1 if faults else 0

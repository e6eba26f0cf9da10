#pragma once

#include "engine/console/console.h"
#include "tests/console/fake_engine.h"

#include <atomic>
#include <istream>
#include <sstream>
#include <string>
#include <vector>

namespace agora::console {

/// What one run of the console left behind.
struct Ran {
    int exit = 0;
    std::string out;
    std::string err;
};

/// What a run finds besides its arguments.
struct RunSetting {
    std::istream *in = nullptr; ///< typed by a person; none: nobody can be asked
    bool isInterrupted = false;
    bool showsProgress = false;
    Duration connectLimit = std::chrono::milliseconds(200);
};

inline Ran runWith(
    FakeEngine &engine, const std::vector<std::string> &arguments, const RunSetting &setting = {})
{
    std::ostringstream out;
    std::ostringstream err;
    const std::atomic<bool> interrupted = setting.isInterrupted;
    const int exit = runConsole({.open = engine.opener(),
                                    .out = out,
                                    .err = err,
                                    .interrupted = interrupted,
                                    .in = setting.in,
                                    .showsProgress = setting.showsProgress,
                                    .connectLimit = setting.connectLimit},
        arguments);
    return {exit, out.str(), err.str()};
}

} // namespace agora::console

#pragma once

#include "engine/agency/bus.h"

#include <stdexcept>
#include <thread>

namespace agora::agency {

/// Methods that most tests here call.
inline void addWorkerMethods(Bus &bus)
{
    bus.method("add", MethodSpec{.summary = "The sum.", .arguments = {"a", "b", "c?"}},
        [](const Value &in, const Answer &answer) {
            answer.value(Value(in["a"].asInteger() + in["b"].asInteger() + in["c"].asInteger()));
        });
    bus.method("refuse", "Always refuses.",
        [](const Value &, const Answer &answer) { answer(fail("the shop is closed on Sundays")); });
    bus.method("throw", "Always throws.",
        [](const Value &, const Answer &) { throw std::runtime_error("the drawer is stuck"); });
    bus.method("forget", "Never answers.", [](const Value &, const Answer &) {});
    bus.method("work", MethodSpec{.summary = "Busy for a while.", .arguments = {"ms"}},
        [](const Value &in, const Answer &answer) {
            std::this_thread::sleep_for(std::chrono::milliseconds(in["ms"].asInteger()));
            answer.value(Value("done"));
        });
    bus.method("thread", MethodSpec{.summary = "Which thread runs it.", .isThreadSafe = true},
        [](const Value &, const Answer &answer) {
            answer.value(Value(static_cast<std::uint64_t>(
                std::hash<std::thread::id>()(std::this_thread::get_id()))));
        });
}

} // namespace agora::agency

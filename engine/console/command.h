#pragma once

#include "engine/agency/value.h"
#include "engine/base/log.h"
#include "engine/console/data_command.h"
#include "engine/model/period.h"

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace agora::console {

/// What the program ends with.
enum class Exit { Ok = 0, Failed = 1, Usage = 2, NoEngine = 3 };

/// Why a command was not carried out: one sentence, and the exit code.
struct Refusal {
    Exit exit = Exit::Failed;
    std::string sentence;
};

enum class Verb {
    Status,
    Agents,
    AgentInspect,
    BrainList,
    BrainModules,
    BrainAdd,
    BrainRemove,
    BrainStart,
    BrainStop,
    Positions,
    Orders,
    Trades,
    Account,
    Logs,
    Call,
    Shutdown,
    // without an engine
    IndicatorList,
    IndicatorDescribe,
    IndicatorCompute,
    KeysNew,
    KeysList,
    KeysAllow,
    InstrumentList,
    InstrumentDescribe,
    InstrumentCheck,
    Data
};

struct BrainArguments {
    std::string name; ///< for `add` empty = the engine makes one
    std::string module;
    std::string symbol;
    Period period;
    std::vector<std::pair<std::string, std::string>> parameters; ///< typed by the module later
};

struct LogArguments {
    bool follow = false;
    std::size_t last = 50;
    LogLevel minimum = LogLevel::Debug;
    std::string agent; ///< empty = all
    std::string text; ///< part of it, upper and lower case alike
    std::optional<Timestamp> since;
};

struct CallArguments {
    std::string agent;
    std::string method;
    agency::Value value;
};

struct IndicatorArguments {
    std::vector<std::string> names; ///< `rsi_14`, `macd:12,26,9`, `ratio=high / low`
    std::string in;
    std::string out; ///< empty = standard output
    std::vector<std::string> columns; ///< of the input: open, high, low, close, volume
    bool allColumns = false;
};

struct KeyArguments {
    std::string name; ///< of the file; for `allow` whose door is opened
    std::string publicKey;
};

struct InstrumentArguments {
    std::string symbol;
    std::string file; ///< empty = the profile's instruments.toml
    std::string at; ///< of which opening times are told; empty = now
};

/// One command line, checked as far as that goes without an engine.
struct Command {
    Verb verb = Verb::Status;
    std::string profile = "default";
    Duration timeout = std::chrono::seconds(10);
    bool json = false;
    bool openOrdersOnly = false;
    BrainArguments brain;
    LogArguments logs;
    CallArguments call;
    IndicatorArguments indicators;
    KeyArguments keys;
    InstrumentArguments instruments;
    DataArguments data;
};

/// A command, or the text that was asked for instead (help, version).
struct ParsedLine {
    std::optional<Command> command;
    std::string text;
};

/// `arguments` without the program's name. A refusal is always a usage error and suggests what may
/// have been meant.
[[nodiscard]] Result<ParsedLine, Refusal> parseLine(std::span<const std::string> arguments);

} // namespace agora::console

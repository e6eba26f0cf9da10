#include "engine/console/console.h"

#include "engine/console/data_session.h"
#include "engine/console/indicator_commands.h"
#include "engine/console/instrument_commands.h"
#include "engine/console/key_commands.h"
#include "engine/console/session.h"

#include <ostream>

namespace agora::console {

namespace {

int refused(std::ostream &err, const Refusal &refusal)
{
    err << "agoractl: " << refusal.sentence << '\n';
    return static_cast<int>(refusal.exit);
}

Result<void, Refusal> obey(const ConsolePorts &ports, const Command &command)
{
    switch (command.verb) {
    case Verb::Data:
        return runData(ports, command);
    case Verb::IndicatorList:
    case Verb::IndicatorDescribe:
    case Verb::IndicatorCompute:
        return runIndicators(command, ports.out);
    case Verb::KeysNew:
    case Verb::KeysList:
    case Verb::KeysAllow:
        return runKeys(command, ports.out);
    case Verb::InstrumentList:
    case Verb::InstrumentDescribe:
    case Verb::InstrumentCheck:
        return runInstruments(command, ports.out);
    default:
        return Session(ports, command).run();
    }
}

} // namespace

int runConsole(const ConsolePorts &ports, std::span<const std::string> arguments)
{
    const auto line = parseLine(arguments);
    if (!line)
        return refused(ports.err, line.error());
    if (!line->command) {
        ports.out << line->text;
        return static_cast<int>(Exit::Ok);
    }
    const auto done = obey(ports, *line->command);
    if (!done)
        return refused(ports.err, done.error());
    ports.out.flush();
    return static_cast<int>(ports.out ? Exit::Ok : Exit::Failed);
}

} // namespace agora::console

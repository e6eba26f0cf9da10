#include "engine/console/console.h"

#include "engine/console/data_session.h"
#include "engine/console/indicator_commands.h"
#include "engine/console/session.h"

#include <ostream>

namespace agora::console {

namespace {

int refused(std::ostream &err, const Refusal &refusal)
{
    err << "agoractl: " << refusal.sentence << '\n';
    return static_cast<int>(refusal.exit);
}

bool needsEngine(Verb verb)
{
    return verb != Verb::IndicatorList && verb != Verb::IndicatorDescribe
        && verb != Verb::IndicatorCompute;
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
    const auto &command = *line->command;
    const auto done = command.verb == Verb::Data ? runData(ports, command)
        : needsEngine(command.verb)              ? Session(ports, command).run()
                                                 : runIndicators(command, ports.out);
    if (!done)
        return refused(ports.err, done.error());
    ports.out.flush();
    return static_cast<int>(ports.out ? Exit::Ok : Exit::Failed);
}

} // namespace agora::console

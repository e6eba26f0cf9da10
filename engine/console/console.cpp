#include "engine/console/console.h"

#include "engine/console/session.h"

#include <ostream>

namespace agora::console {

namespace {

int refused(std::ostream &err, const Refusal &refusal)
{
    err << "agoractl: " << refusal.sentence << '\n';
    return static_cast<int>(refusal.exit);
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
    if (const auto done = Session(ports, *line->command).run(); !done)
        return refused(ports.err, done.error());
    ports.out.flush();
    return static_cast<int>(ports.out ? Exit::Ok : Exit::Failed);
}

} // namespace agora::console

#include "engine/agency/life/kinds.h"

#include "engine/agency/life/name_server_body.h"
#include "engine/base/log.h"

#include <cstdio>

namespace agora::agency {

Kinds::Kinds() { addNameServer(nameServerKind, {}); }

Kinds::Kinds(std::initializer_list<std::pair<std::string, MakeBody>> makers) : Kinds()
{
    for (const auto &[kind, make] : makers)
        add(kind, make);
}

void Kinds::add(std::string kind, MakeBody make) { m_makers[std::move(kind)] = std::move(make); }

void Kinds::addNameServer(std::string kind, std::function<void(Bus &, NameServer &)> extend)
{
    add(std::move(kind), [extend = std::move(extend)](AgentLife &life) {
        return NameServerBody::make(life, extend);
    });
}

const MakeBody *Kinds::find(const std::string &kind) const
{
    const auto found = m_makers.find(kind);
    return found == m_makers.end() ? nullptr : &found->second;
}

std::string Kinds::names() const
{
    std::string all;
    for (const auto &[kind, make] : m_makers)
        all += (all.empty() ? "“" : ", “") + kind + "”";
    return all;
}

std::optional<int> runAsAgent(int argc, char *argv[], const Kinds &kinds)
{
    const std::vector<std::string> arguments(argv + std::min(argc, 1), argv + argc);
    if (arguments.empty() || arguments[0] != agentArgument)
        return std::nullopt;
    auto setup = AgentSetup::fromArguments(arguments);
    if (!setup) {
        std::fprintf(stderr, "%s\n", setup.error().message.c_str());
        return exitcode::Usage;
    }
    setUpLog({.agent = setup->name,
        .file = setup->logFile,
        .alsoStderr = setup->logFile.empty(),
        .now = {},
        .sink = {}});
    const auto *make = kinds.find(setup->kind);
    AgentLife life(*std::move(setup));
    if (make != nullptr)
        return life.live(*make);
    return life.live([&](AgentLife &) -> Result<std::unique_ptr<AgentBody>> {
        return fail("this program has no agents of the kind “" + life.setup().kind + "”; it has "
            + kinds.names());
    });
}

} // namespace agora::agency

#include "engine/agency/life/name_server_body.h"

namespace agora::agency {

namespace {
/// The answer to ns.shutdown leaves before the loop does.
constexpr Duration lastAnswer = std::chrono::milliseconds(1);
} // namespace

Result<std::unique_ptr<AgentBody>> NameServerBody::make(
    AgentLife &life, const std::function<void(Bus &, NameServer &)> &extend)
{
    auto body = std::make_unique<NameServerBody>(life);
    if (extend)
        extend(life.bus(), body->m_names);
    return std::unique_ptr<AgentBody>(std::move(body));
}

NameServerBody::NameServerBody(AgentLife &life)
    : m_life(life)
    , m_names(life.bus(), {.file = life.setup().stateFile, .endpoint = life.bus().endpoint()})
    , m_shutdown(life.bus(), m_names)
{
    life.bus().method("ns.shutdown", "Ends every agent, then this name server: {limitMs}.",
        [this](const Value &arguments, const Answer &answer) {
            m_shutdown.begin(
                SystemShutdown::limitOf(arguments), [this, answer](const Value &report) {
                    answer.value(report);
                    if (!report["left"].asArray().empty())
                        return; // somebody still needs a name server; a second shutdown may do
                                // better
                    m_names.forgetFile();
                    m_life.bus().after(lastAnswer, [this] { m_life.shutdown(); });
                });
        });
}

} // namespace agora::agency

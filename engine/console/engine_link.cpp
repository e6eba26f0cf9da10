#include "engine/console/engine_link.h"

namespace agora::console {

namespace {

class ClientLink final : public EngineLink {
public:
    ClientLink(Paths paths, client::EngineListener &listener) : m_client(std::move(paths), listener)
    {}

    void addBrain(const client::NewBrain &brain, client::Done done) override
    {
        m_client.addBrain(brain, std::move(done));
    }
    void removeBrain(const std::string &name, client::Done done) override
    {
        m_client.removeBrain(name, std::move(done));
    }
    void startBrain(const std::string &name, client::Done done) override
    {
        m_client.startBrain(name, std::move(done));
    }
    void stopBrain(const std::string &name, client::Done done) override
    {
        m_client.stopBrain(name, std::move(done));
    }
    void listBrainModules(
        std::function<void(const Result<std::vector<client::BrainModuleInfo>> &)> done) override
    {
        m_client.listBrainModules(std::move(done));
    }
    void shutDownEngine(client::Done done) override { m_client.shutDownEngine(std::move(done)); }
    void call(const std::string &agent, const std::string &method, const agency::Value &arguments,
        client::ValueDone done) override
    {
        m_client.call(agent, method, arguments, std::move(done));
    }
    void call(const std::string &agent, const std::string &method, const agency::Value &arguments,
        Duration limit, client::CallDone done) override
    {
        m_client.call(agent, method, arguments, limit, std::move(done));
    }
    void request(const std::string &agent, const std::string &name, std::vector<std::byte> body,
        client::BytesDone done) override
    {
        m_client.request(agent, name, std::move(body), std::move(done));
    }

private:
    client::EngineClient m_client;
};

} // namespace

Result<std::unique_ptr<EngineLink>> openEngineClient(
    const std::string &profile, client::EngineListener &listener)
{
    auto paths = Paths::forProfile(profile);
    if (!paths)
        return paths.failure();
    return std::unique_ptr<EngineLink>(std::make_unique<ClientLink>(*std::move(paths), listener));
}

} // namespace agora::console

#pragma once

#include "engine/client/engine_client.h"

#include <functional>
#include <memory>

namespace agora::console {

/// What the console asks of an engine. The real one is an EngineClient; a test hands in a fake.
/// Answers and everything the listener hears may come in another thread.
class EngineLink {
public:
    virtual ~EngineLink() = default;
    virtual void addBrain(const client::NewBrain &brain, client::Done done) = 0;
    virtual void removeBrain(const std::string &name, client::Done done) = 0;
    virtual void startBrain(const std::string &name, client::Done done) = 0;
    virtual void stopBrain(const std::string &name, client::Done done) = 0;
    virtual void listBrainModules(
        std::function<void(const Result<std::vector<client::BrainModuleInfo>> &)> done)
        = 0;
    virtual void shutDownEngine(client::Done done) = 0;
    virtual void call(const std::string &agent, const std::string &method,
        const agency::Value &arguments, client::ValueDone done)
        = 0;
    virtual void call(const std::string &agent, const std::string &method,
        const agency::Value &arguments, Duration limit, client::CallDone done)
        = 0;
    virtual void request(const std::string &agent, const std::string &name,
        std::vector<std::byte> body, client::BytesDone done)
        = 0;
};

/// Opens a line to the engine that runs for a profile; the listener outlives the line.
using OpenLink = std::function<Result<std::unique_ptr<EngineLink>>(
    const std::string &profile, client::EngineListener &listener)>;

/// The line that agoractl uses.
[[nodiscard]] Result<std::unique_ptr<EngineLink>> openEngineClient(
    const std::string &profile, client::EngineListener &listener);

} // namespace agora::console

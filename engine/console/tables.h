#pragma once

#include "engine/client/engine_client.h"

#include <iosfwd>
#include <vector>

namespace agora::console {

/// For people: aligned columns, times in UTC; a list without rows is a sentence that says so.
class Tables {
public:
    /// `engine` tells how many decimals an instrument's price has.
    Tables(std::ostream &out, client::EngineInfo engine) : m_out(out), m_engine(std::move(engine))
    {}

    void status(const std::vector<client::AgentInfo> &agents,
        const std::vector<client::BrainInfo> &brains) const;
    void agents(const std::vector<client::AgentInfo> &agents) const;
    void brains(const std::vector<client::BrainInfo> &brains,
        const std::vector<client::AgentInfo> &agents) const;
    void modules(const std::vector<client::BrainModuleInfo> &modules) const;
    void positions(const std::vector<Position> &positions) const;
    void orders(const std::vector<Order> &orders, bool openOnly) const;
    void trades(const std::vector<Trade> &trades) const;
    void account(const Account &account) const;

private:
    [[nodiscard]] std::string price(const std::string &symbol, Decimal price) const;

    std::ostream &m_out;
    client::EngineInfo m_engine;
};

/// One line of the log: time, level, agent, text.
void printLogLine(std::ostream &out, const LogRecord &record);

} // namespace agora::console

#pragma once

#include "engine/agency/bus.h"
#include "engine/agency/links.h"
#include "engine/client/engine_client.h"
#include "engine/model/bar_revisions.h"

#include <map>
#include <thread>

namespace agora::client {

/// The client's own thread with its bus: turns what the agents publish into calls of the listener.
class EngineClient::Worker {
public:
    Worker(Paths paths, EngineListener &listener);
    ~Worker();
    Worker(const Worker &) = delete;
    Worker &operator=(const Worker &) = delete;

    [[nodiscard]] agency::Bus &bus() { return *m_bus; }
    /// `body` runs in the client's thread.
    void post(std::function<void()> body) { m_bus->post(std::move(body)); }
    [[nodiscard]] SeriesId nextSeries() { return m_nextSeries.fetch_add(1); }

    void subscribeBars(SeriesId id, const protocol::BarRequest &request);
    void unsubscribeBars(SeriesId id);
    void subscribeTicks(const std::string &symbol);
    void unsubscribeTicks(const std::string &symbol);
    void subscribePlots(const std::string &brain);
    void unsubscribePlots(const std::string &brain);
    void call(const std::string &agent, const std::string &method, const agency::Value &arguments,
        ValueDone done);

private:
    void subscribeAll();
    template <typename Batch, typename Hand>
    void follow(const std::string &agent, const std::string &topic, Hand hand);
    void followControl(const std::string &topic, std::function<void(const agency::Value &)> hand);
    void peer(const std::string &agent, agency::PeerState state);

    Paths m_paths;
    EngineListener &m_listener;
    SystemClock m_clock;
    std::unique_ptr<agency::Bus> m_bus;
    struct Series {
        agency::SubscriptionId subscription = 0;
        BarRevisions revisions;
    };
    void takeBars(SeriesId id, const agency::Message &message);

    std::map<SeriesId, Series> m_series;
    std::map<std::string, agency::SubscriptionId> m_ticks;
    std::map<std::string, agency::SubscriptionId> m_plots; ///< by brain
    std::atomic<SeriesId> m_nextSeries = 1;
    Connection m_connection = Connection::Connecting;
    std::thread m_thread;
};

} // namespace agora::client

#include "engine/agency/worker_thread.h"

#include "engine/base/log.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace agora::agency {

namespace {
constexpr int notesPerTurn = 64; ///< then messages and timers get their chance
std::string sectionOf(const std::string &thread) { return "thread " + thread; }
constexpr Duration longestLimit = std::chrono::hours(24 * 365); // condition variables overflow
} // namespace

struct WorkerThreadShared {
    WorkerThreadShared(Bus &itsBus, WorkerThreadOptions given)
        : bus(&itsBus), options(std::move(given))
    {}

    // ---- under the lock
    std::mutex lock;
    std::condition_variable changed;
    Bus *bus; ///< null as soon as the agent's end is gone
    std::deque<Note> toThread;
    std::deque<Note> toAgent;
    std::optional<std::string> error;
    std::uint64_t sent = 0;
    std::uint64_t received = 0;
    bool isAgentTold = false; ///< a `drain` is on its way
    bool isStopRequested = false;
    bool isOver = false;

    // ---- of the agent's thread
    WorkerThreadOptions options;
    bool isEndTold = false;
    std::thread thread;

    /// Call with the lock held.
    static void tellAgent(const std::shared_ptr<WorkerThreadShared> &self)
    {
        if (self->bus == nullptr || self->isAgentTold)
            return;
        self->isAgentTold = true;
        self->bus->post([weak = std::weak_ptr(self)] {
            if (const auto shared = weak.lock())
                drain(shared);
        });
    }
    static void drain(const std::shared_ptr<WorkerThreadShared> &self);
    static void run(const std::shared_ptr<WorkerThreadShared> &self, const WorkerThread::Body &body,
        AgentPort &port);
};

/// In the agent's thread: hands over what the thread sent, and at last that it ended.
void WorkerThreadShared::drain(const std::shared_ptr<WorkerThreadShared> &self)
{
    for (int i = 0; i < notesPerTurn; ++i) {
        Note note;
        Bus *bus = nullptr;
        {
            const std::scoped_lock lock(self->lock);
            bus = self->bus;
            if (bus == nullptr || self->toAgent.empty())
                break;
            note = std::move(self->toAgent.front());
            self->toAgent.pop_front();
            ++self->received;
        }
        self->changed.notify_all(); // room again
        if (self->options.onNote)
            bus->contain("note “" + note.topic + "” of the thread “" + self->options.name + "”",
                [&] { self->options.onNote(note); });
    }
    std::unique_lock lock(self->lock);
    self->isAgentTold = false;
    if (self->bus == nullptr)
        return;
    if (!self->toAgent.empty())
        return tellAgent(self);
    if (!self->isOver || self->isEndTold)
        return;
    self->isEndTold = true;
    auto *bus = self->bus;
    const auto error = self->error;
    lock.unlock();
    if (error)
        bus->errors().report("thread “" + self->options.name + "”", *error);
    if (self->options.onEnd)
        bus->contain(
            "end of the thread “" + self->options.name + "”", [&] { self->options.onEnd(error); });
}

void WorkerThreadShared::run(const std::shared_ptr<WorkerThreadShared> &self,
    const WorkerThread::Body &body, AgentPort &port)
{
    std::optional<std::string> error;
    try {
        body(port);
    } catch (const std::exception &thrown) {
        error = thrown.what();
    }
    const std::scoped_lock lock(self->lock);
    self->error = std::move(error);
    self->isOver = true;
    self->changed.notify_all();
    tellAgent(self);
}

// ---- the thread's end

bool AgentPort::send(Note note, Duration limit)
{
    auto &shared = *m_shared;
    std::unique_lock lock(shared.lock);
    const auto hasRoom = shared.changed.wait_for(lock, std::min(limit, longestLimit),
        [&] { return shared.isStopRequested || shared.toAgent.size() < shared.options.mostNotes; });
    // A last word still passes when there is room for it.
    if (!hasRoom || shared.toAgent.size() >= shared.options.mostNotes || shared.bus == nullptr)
        return false;
    shared.toAgent.push_back(std::move(note));
    WorkerThreadShared::tellAgent(m_shared);
    return true;
}

std::optional<Note> AgentPort::receive(Duration limit)
{
    auto &shared = *m_shared;
    std::unique_lock lock(shared.lock);
    shared.changed.wait_for(lock, std::min(limit, longestLimit),
        [&] { return shared.isStopRequested || !shared.toThread.empty(); });
    if (shared.toThread.empty() || shared.isStopRequested)
        return std::nullopt;
    auto note = std::move(shared.toThread.front());
    shared.toThread.pop_front();
    return note;
}

std::optional<Note> AgentPort::receiveLeft()
{
    const std::scoped_lock lock(m_shared->lock);
    if (m_shared->toThread.empty())
        return std::nullopt;
    auto note = std::move(m_shared->toThread.front());
    m_shared->toThread.pop_front();
    return note;
}

bool AgentPort::stopRequested() const
{
    const std::scoped_lock lock(m_shared->lock);
    return m_shared->isStopRequested;
}

bool AgentPort::pause(Duration limit)
{
    std::unique_lock lock(m_shared->lock);
    return m_shared->changed.wait_for(
        lock, std::min(limit, longestLimit), [&] { return m_shared->isStopRequested; });
}

// ---- the agent's end

WorkerThread::WorkerThread(Bus &bus, WorkerThreadOptions options, Body body)
    : m_shared(std::make_shared<WorkerThreadShared>(bus, std::move(options)))
{
    bus.describeWith(sectionOf(name()), [this] { return describe(); });
    m_shared->thread = std::thread([shared = m_shared, body = std::move(body)] {
        AgentPort port(shared);
        WorkerThreadShared::run(shared, body, port);
    });
}

WorkerThread::~WorkerThread()
{
    if (!stop(endLimit)) {
        logWarning("the thread “" + name() + "” does not end and is left to itself");
        m_shared->thread.detach();
    }
    m_shared->bus->describeWith(sectionOf(name()), {});
    const std::scoped_lock lock(m_shared->lock);
    m_shared->bus = nullptr;
    m_shared->toAgent.clear();
}

const std::string &WorkerThread::name() const { return m_shared->options.name; }

bool WorkerThread::send(Note note)
{
    const std::scoped_lock lock(m_shared->lock);
    if (m_shared->isOver || m_shared->isStopRequested
        || m_shared->toThread.size() >= m_shared->options.mostNotes)
        return false;
    m_shared->toThread.push_back(std::move(note));
    ++m_shared->sent;
    m_shared->changed.notify_all();
    return true;
}

void WorkerThread::requestStop()
{
    const std::scoped_lock lock(m_shared->lock);
    m_shared->isStopRequested = true;
    m_shared->changed.notify_all();
}

bool WorkerThread::isRunning() const
{
    const std::scoped_lock lock(m_shared->lock);
    return !m_shared->isOver;
}

bool WorkerThread::stop(Duration limit)
{
    requestStop();
    {
        std::unique_lock lock(m_shared->lock);
        if (!m_shared->changed.wait_for(
                lock, std::min(limit, longestLimit), [&] { return m_shared->isOver; }))
            return false;
    }
    if (m_shared->thread.joinable())
        m_shared->thread.join();
    return true;
}

Value WorkerThread::describe() const
{
    const std::scoped_lock lock(m_shared->lock);
    Value row;
    row.set("name", m_shared->options.name);
    row.set("running", !m_shared->isOver);
    row.set("to_thread", static_cast<std::uint64_t>(m_shared->toThread.size()));
    row.set("to_agent", static_cast<std::uint64_t>(m_shared->toAgent.size()));
    row.set("sent", m_shared->sent);
    row.set("received", m_shared->received);
    return row;
}

} // namespace agora::agency

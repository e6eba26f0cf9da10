#pragma once

#include "engine/base/result.h"
#include "engine/base/time.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace agora {

/// A two-way channel between a process and the child it starts, for a few short lines; each end
/// notices the death of the other, however it died, because the system then closes its end.
/// No thread is safe on the same end at the same time.
class Lifeline {
public:
    Lifeline() = default; ///< not connected
    Lifeline(Lifeline &&other) noexcept;
    Lifeline &operator=(Lifeline &&other) noexcept;
    ~Lifeline();

    /// Two ends that belong together; the error gives the system's reason.
    [[nodiscard]] static Result<std::pair<Lifeline, Lifeline>> makePair();
    /// The child's end, from the number that its starter gave it (Process::lifelineHandle).
    [[nodiscard]] static Lifeline inherited(int handle);

    [[nodiscard]] bool isConnected() const { return m_handle >= 0; }
    /// The other end is gone, and all that it said has been read.
    [[nodiscard]] bool isCut();
    /// Never waits; false when the other end is gone or does not read. Line breaks become spaces.
    bool say(std::string_view line);
    /// Waits at most `limit` for a line; none when there is none or the line is cut.
    [[nodiscard]] std::optional<std::string> hear(Duration limit);
    void close();
    [[nodiscard]] int handle() const { return m_handle; }
    /// This end stays open under its number when replaceProcess puts a program in our place.
    void keepAcrossExec();

private:
    explicit Lifeline(int handle) : m_handle(handle) {}
    void fill();
    int m_handle = -1;
    bool m_isCut = false;
    std::string m_heard;
};

} // namespace agora

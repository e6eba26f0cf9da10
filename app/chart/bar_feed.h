#pragma once

#include "app/link/engine_port.h"

#include <QTimer>

#include <chrono>

namespace agora::app {

/// The bars of one chart: subscribes to a series, and to a deeper one when older bars are wanted.
/// What comes of that is told part by part, and shown only when all of it is there. What the engine
/// refuses (a long history that took it too long) is asked for again, less and less often.
class BarFeed final : public QObject {
    Q_OBJECT

public:
    /// Bars that a chart begins with: some years of days are quickly there, twenty are not; whoever
    /// scrolls there gets them.
    [[nodiscard]] static int usualDepth(Period period);
    static constexpr int mostDepth = 3'000'000;

    explicit BarFeed(EnginePort &port, QObject *parent = nullptr);
    ~BarFeed() override;

    void open(const QString &symbol, Period period, int depth = 0); ///< 0 = the usual
    /// Asks for that many bars; false when there are no older ones, when they are being fetched, or
    /// when they were refused and it is not yet time to ask again.
    bool deepen(int depth);
    /// At once, whatever is there.
    void askAgain();
    /// Between a refusal and the next question: twice as long after each, up to the longest.
    void setWaits(std::chrono::milliseconds first, std::chrono::milliseconds longest);
    /// Until what was refused is asked for again; nothing when it is not refused.
    [[nodiscard]] std::optional<std::chrono::milliseconds> nextQuestionIn() const;
    [[nodiscard]] bool areOlderRefused() const { return m_olderWait.isActive(); }

    [[nodiscard]] bool hasSnapshot() const { return m_hasSnapshot; }
    [[nodiscard]] bool isDeepening() const { return m_next != 0; }
    /// The engine has nothing older.
    [[nodiscard]] bool isAtBeginning() const { return m_isAtBeginning; }
    [[nodiscard]] int depth() const { return m_depth; }

signals:
    void changed(const std::vector<agora::QuoteBar> &bars, bool snapshot);
    /// A part of the deeper series, the oldest first.
    void staged(const std::vector<agora::QuoteBar> &bars, bool begin);
    /// All of it has been told: it replaces what was there.
    void stageCompleted();
    /// The wish for older bars is fulfilled, or cannot be.
    void deepened();
    void refused(const QString &sentence);
    /// What was refused is being asked for again.
    void asking();
    /// Older bars did not come; what is there stays.
    void olderRefused(const QString &sentence);
    /// Older bars that were refused may be asked for again.
    void deepenable();

private:
    using Wait = std::chrono::milliseconds;
    void take(SeriesId series, const BarBatch &batch, bool snapshot);
    void stage(const BarBatch &batch, bool snapshot);
    void refuse(SeriesId series, const QString &sentence);
    void endDeepening(bool cameMore);
    void close();
    void subscribe();

    EnginePort &m_port;
    QString m_symbol;
    Period m_period;
    int m_depth = 0;
    int m_shownDepth = 0; ///< of the series that is there
    QTimer m_wait, m_olderWait; ///< until the next question
    Wait m_firstWait{2'000}, m_longestWait{60'000};
    Wait m_nextWait{}, m_nextOlderWait{};
    SeriesId m_series = 0;
    SeriesId m_next = 0; ///< the deeper one; 0 = none is being fetched
    bool m_hasStaged = false; ///< a part of it has come
    std::optional<Timestamp> m_oldest, m_newest;
    std::optional<Timestamp> m_stagedOldest;
    bool m_hasSnapshot = false;
    bool m_isAtBeginning = false;
};

} // namespace agora::app

#pragma once

#include "app/link/engine_port.h"

namespace agora::app {

/// The bars of one chart: subscribes to a series, and to a deeper one when older bars are wanted.
/// What comes of that is told part by part, and shown only when all of it is there.
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
    /// Asks for that many bars; false when there are no older ones, or they are being fetched.
    bool deepen(int depth);

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

private:
    void take(SeriesId series, const BarBatch &batch, bool snapshot);
    void stage(const BarBatch &batch, bool snapshot);
    void refuse(SeriesId series, const QString &sentence);
    void endDeepening(bool cameMore);
    void close();

    EnginePort &m_port;
    QString m_symbol;
    Period m_period;
    int m_depth = 0;
    SeriesId m_series = 0;
    SeriesId m_next = 0; ///< the deeper one; 0 = none is being fetched
    bool m_hasStaged = false; ///< a part of it has come
    std::optional<Timestamp> m_oldest, m_newest;
    std::optional<Timestamp> m_stagedOldest;
    bool m_hasSnapshot = false;
    bool m_isAtBeginning = false;
};

} // namespace agora::app

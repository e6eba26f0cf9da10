#pragma once

#include "app/chart/bar_feed.h"
#include "app/chart/bar_notes.h"
#include "app/chart_settings/zone_choice.h"
#include "app/look/chart_look.h"
#include "app/panel_context.h"
#include "charts/chart_types.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

namespace agora::charts {
class PriceChart;
}

namespace agora::app {

class ComparedSymbols;
class EngineMarks;
class QuickEntry;

/// What can be said of a chart's data.
enum class ChartStatus { Live, Paused, Stale, Closed, Loading, NoData, EngineGone };

/// One chart: subscribes to its series, says what state it is in, and shows what the engine did on
/// its symbol.
class ChartPage final : public QWidget {
    Q_OBJECT

public:
    static constexpr int linkGroups = 4;

    ChartPage(const PanelContext &context, const EngineMarks &marks, const QString &symbol,
        Period period, QWidget *parent = nullptr);
    ~ChartPage() override;

    [[nodiscard]] charts::PriceChart &chart() { return *m_chart; }
    [[nodiscard]] const charts::PriceChart &chart() const { return *m_chart; }
    [[nodiscard]] const BarFeed &feed() const { return m_feed; }
    [[nodiscard]] BarFeed &feed() { return m_feed; }
    [[nodiscard]] const BarNotes &notes() const { return m_notes; }
    [[nodiscard]] ComparedSymbols &compared() { return *m_compared; }
    [[nodiscard]] const ComparedSymbols &compared() const { return *m_compared; }
    [[nodiscard]] const PanelContext &context() const { return m_context; }
    [[nodiscard]] QString symbol() const { return m_symbol; }
    [[nodiscard]] Period period() const { return m_period; }
    /// Asks the engine once more for all that the chart shows.
    void askAgain() { m_feed.askAgain(); }
    void setSymbol(const QString &symbol);
    void setPeriod(Period period);
    /// `EUR_USD, M5`
    [[nodiscard]] QString title() const;
    /// Market time, for the countdown and the age of the newest price.
    void setNow(Timestamp now);
    [[nodiscard]] ChartStatus status() const { return m_status; }
    /// Lets the user type a period, or a symbol.
    void askForPeriod();
    /// Brings that instant into view; where the chart does not reach so far back it asks for more
    /// history first.
    void goTo(Timestamp at);
    /// Charts of one group (1 to linkGroups) change symbol and period together; 0 = alone.
    void setLinkGroup(int group);
    [[nodiscard]] int linkGroup() const { return m_linkGroup; }
    void setColours(const ChartColours &colours);
    [[nodiscard]] const ChartColours &colours() const { return m_colours; }
    /// A zone that cannot be found is said, and UTC shown.
    void setZoneChoice(const ZoneChoice &choice);
    [[nodiscard]] const ZoneChoice &zoneChoice() const { return m_zoneChoice; }
    /// Market time, once it is known.
    [[nodiscard]] std::optional<Timestamp> now() const { return m_now; }
    /// Asks for a file and writes the chart into it.
    void askToSavePicture();
    void copyPicture();

signals:
    void titleChanged();
    /// What the controls show of it: status, colours, group.
    void stateChanged();
    void hovered(const QString &text);
    void indicatorActivated(const QString &id);
    /// A sentence for the status bar.
    void said(const QString &sentence);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void joinPort();
    void joinFeed();
    void joinChart();
    void beginEntry(const QString &typed);
    void subscribe();
    void showBars(const std::vector<QuoteBar> &bars, bool snapshot);
    void showQuotes(const Quotes &quotes);
    void showTrades();
    void showSigns();
    void showLines();
    void showState();
    void showRefusal();
    void showStatus();
    void showColours();
    void showZone();
    void wantOlder();
    void seek();
    [[nodiscard]] ChartStatus findStatus() const;
    [[nodiscard]] QString staleText() const;

    PanelContext m_context;
    const EngineMarks &m_marks;
    charts::PriceChart *m_chart;
    BarFeed m_feed;
    BarNotes m_notes, m_stagedNotes;
    QPointer<QuickEntry> m_entry; ///< while the user types
    ComparedSymbols *m_compared;
    QString m_symbol;
    Period m_period;
    Connection m_connection;
    QString m_refusal;
    QTimer m_second; ///< counts down to the next question
    std::optional<Timestamp> m_now, m_priceTime; ///< of the newest quote
    std::optional<Timestamp> m_sought; ///< instant to be shown when its bars are there
    ChartStatus m_status = ChartStatus::Loading;
    ChartColours m_colours;
    ZoneChoice m_zoneChoice;
    int m_linkGroup = 0;
};

} // namespace agora::app

#pragma once

#include "app/link/engine_port.h"
#include "app/panel_context.h"
#include "charts/chart_types.h"

#include <QWidget>

namespace agora::charts {
class PriceChart;
}

namespace agora::app {

class EngineMarks;

/// One chart: subscribes to its series, and shows what the engine did on its symbol.
class ChartPage final : public QWidget {
    Q_OBJECT

public:
    ChartPage(const PanelContext &context, const EngineMarks &marks, const QString &symbol,
        Period period, QWidget *parent = nullptr);
    ~ChartPage() override;

    [[nodiscard]] charts::PriceChart &chart() { return *m_chart; }
    [[nodiscard]] const charts::PriceChart &chart() const { return *m_chart; }
    [[nodiscard]] QString symbol() const { return m_symbol; }
    [[nodiscard]] Period period() const { return m_period; }
    void setSymbol(const QString &symbol);
    void setPeriod(Period period);
    /// `EUR_USD, M5`
    [[nodiscard]] QString title() const;
    /// Market time, for the countdown.
    void setNow(Timestamp now);
    /// Lets the user type a period, or a symbol.
    void askForPeriod();
    /// Asks for a file and writes the chart into it.
    void askToSavePicture();

signals:
    void titleChanged();
    void hovered(const QString &text);
    void indicatorActivated(const QString &id);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void beginEntry(const QString &typed);
    void subscribe();
    void showBars(SeriesId series, const BarBatch &bars, bool snapshot);
    void showQuotes(const Quotes &quotes);
    void showTrades();
    void showSigns();
    void showLines();
    void showState();

    PanelContext m_context;
    const EngineMarks &m_marks;
    charts::PriceChart *m_chart;
    QString m_symbol;
    Period m_period;
    SeriesId m_series = 0;
    Connection m_connection;
    bool m_hasSnapshot = false;
    QString m_refusal;
};

} // namespace agora::app

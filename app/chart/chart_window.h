#pragma once

#include <QMainWindow>

namespace agora::app {

class ChartPage;

/// A chart in a window of its own. Closing the window closes the chart.
class ChartWindow final : public QMainWindow {
    Q_OBJECT

public:
    explicit ChartWindow(ChartPage &page);

    [[nodiscard]] ChartPage *page() const { return m_page; }
    /// Hands the chart back, without closing it.
    ChartPage *release();

signals:
    void activated();
    void closing();

protected:
    void changeEvent(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    void showTitle();

    ChartPage *m_page;
};

} // namespace agora::app

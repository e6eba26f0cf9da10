#pragma once

#include "app/data_window/data_window_model.h"

#include <QTimer>
#include <QWidget>

class QTableView;

namespace agora::app {

class ChartArea;

/// Every value of the bar under the mouse, of the chart on which it is; to be read and copied.
class DataWindowPanel final : public QWidget {
    Q_OBJECT

public:
    explicit DataWindowPanel(ChartArea &charts, QWidget *parent = nullptr);

    [[nodiscard]] DataWindowModel &model() { return *m_model; }

protected:
    void showEvent(QShowEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void refresh();
    void copy(bool isAll) const;

    ChartArea &m_charts;
    DataWindowModel *m_model;
    QTableView *m_table;
    QTimer m_soon;
};

} // namespace agora::app

#pragma once

#include "engine/base/time.h"

#include <QDialog>

class QDateTimeEdit;

namespace agora::app {

/// Asks for an instant (UTC) that a chart is to show.
class GoToDateDialog final : public QDialog {
    Q_OBJECT

public:
    /// `oldest` is what the chart reaches back to now; older instants make it load more.
    GoToDateDialog(Timestamp shown, std::optional<Timestamp> oldest, QWidget *parent);

signals:
    void chosen(agora::Timestamp at);

private:
    void choose();

    QDateTimeEdit *m_edit;
};

} // namespace agora::app

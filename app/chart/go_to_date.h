#pragma once

#include "engine/base/zone.h"

#include <QDialog>

#include <optional>

class QDateTimeEdit;
class QLabel;

namespace agora::app {

/// Asks for an instant, by the clocks of the chart's zone, that a chart is to show.
class GoToDateDialog final : public QDialog {
    Q_OBJECT

public:
    /// `oldest` is what the chart reaches back to now; older instants make it load more.
    GoToDateDialog(
        Timestamp shown, std::optional<Timestamp> oldest, const Zone &zone, QWidget *parent);

signals:
    void chosen(agora::Timestamp at);

private:
    void choose();
    [[nodiscard]] Timestamp chosenTime() const;
    void showUtc();

    const Zone m_zone;
    QDateTimeEdit *m_edit; ///< wall-clock time of the zone, which Qt is told is UTC
    QLabel *m_utc;
};

} // namespace agora::app

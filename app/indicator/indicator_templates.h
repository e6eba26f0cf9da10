#pragma once

#include "charts/indicator_setup.h"

#include <QPushButton>

#include <functional>
#include <vector>

namespace agora::app {

class IndicatorShelf;

/// Sets of indicators under a name: take one instead of what is there or besides it, keep what is
/// there, choose what new charts begin with, delete.
class IndicatorTemplates final : public QPushButton {
    Q_OBJECT

public:
    /// `current` are the indicators to be kept.
    IndicatorTemplates(IndicatorShelf &shelf,
        std::function<std::vector<charts::IndicatorSetup>()> current, QWidget *parent = nullptr);

    /// Under that name; one that has it is replaced.
    void save(const QString &name);

signals:
    void loaded(const std::vector<charts::IndicatorSetup> &setups, bool isInstead);
    void refused(const QString &sentence);

private:
    void fill();
    void addTemplate(const QString &name);
    void load(const QString &name, bool isInstead);
    void askForName();
    void tell(const Result<void> &done);

    IndicatorShelf &m_shelf;
    std::function<std::vector<charts::IndicatorSetup>()> m_current;
};

} // namespace agora::app

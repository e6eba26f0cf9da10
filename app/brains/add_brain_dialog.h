#pragma once

#include "app/link/engine_port.h"

#include <QDialog>

class QComboBox;
class QDialogButtonBox;
class QLabel;
class QLineEdit;

namespace agora::app {

class InstrumentBook;
class ParameterForm;

/// Module, name, symbol, period and the parameters that the module declares. What the engine
/// refuses is said here, and the dialog stays open.
class AddBrainDialog final : public QDialog {
    Q_OBJECT

public:
    AddBrainDialog(EnginePort &port, const InstrumentBook &book, const QString &symbol,
        Period period, QWidget *parent = nullptr);

private:
    void showModules(const EnginePort::Modules &modules);
    void showModule(int index);
    void add();
    void showProblem(const QString &sentence);
    void setBusy(bool isBusy);

    EnginePort &m_port;
    std::vector<client::BrainModuleInfo> m_modules;
    QComboBox *m_module;
    QLabel *m_description;
    QLineEdit *m_name;
    QComboBox *m_symbol;
    QComboBox *m_period;
    ParameterForm *m_parameters;
    QLabel *m_problem;
    QDialogButtonBox *m_buttons;
};

} // namespace agora::app

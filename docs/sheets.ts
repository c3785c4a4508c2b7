/** Three invented experiences that the pictures need to have been published before. */

export const sheets = [
  {
    by: 'lucia',
    submit: 'Enviar',
    values: {
      title: 'Presupuesto participativo de los barrios de Rosario',
      summary:
        'Cada barrio decide en asambleas y por voto en línea sobre una parte de la inversión municipal, con una cuota propia para jóvenes.',
      types: ['participatory-budgeting'],
      themes: ['urban-management', 'youth'],
      country: 'Argentina',
      city: 'Rosario',
      startsOn: '2019',
      ongoing: 'true',
    },
  },
  {
    by: 'joao',
    submit: 'Enviar',
    values: {
      title: 'Orçamento participativo das escolas de Braga',
      summary:
        'Em vinte escolas, os alunos apresentam propostas, discutem os custos com técnicos da câmara e votam. As obras ficam prontas no mesmo ano letivo.',
      types: ['participatory-budgeting'],
      themes: ['education', 'youth'],
      country: 'Portugal',
      city: 'Braga',
      startsOn: '2021-09',
      ongoing: 'true',
    },
  },
  {
    by: 'marta',
    submit: 'Enviar',
    values: {
      title: 'Asamblea ciudadana por el clima de Granollers',
      summary:
        'Sesenta personas elegidas por sorteo se reunieron seis fines de semana y escribieron treinta y una propuestas. El ayuntamiento respondió a cada una por escrito.',
      types: ['citizens-assembly'],
      themes: ['environment'],
      country: 'España',
      city: 'Granollers',
      startsOn: '2022-02',
      endsOn: '2022-06',
    },
  },
] as const;
